internal import ArgumentParser

/// The command line.
@main
struct Kaya: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kaya",
        abstract: "Answers questions from an organisation's own documents, word by word.",
        discussion: """
            TO BEGIN:
              kaya ingest Examples/county      documents into an index
              kaya serve                       the server, on http://127.0.0.1:8080
              kaya ask "Ich möchte mein Auto anmelden"

            With a model, of any OpenAI-compatible server (without one, Kaya quotes its documents):
              kaya serve --model-url http://127.0.0.1:11434/v1 --model-name some-model

            Every setting: kaya configuration. Something is wrong: kaya doctor.

            \(ExitStatus.help)
            """,
        subcommands: [
            Serve.self, Ask.self, Chat.self, Ingest.self, Evaluate.self, User.self, Key.self, Bench.self,
            Doctor.self, PrintConfiguration.self,
        ])
}
