internal import ArgumentParser

@main
struct Kaya: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "kaya")
}
