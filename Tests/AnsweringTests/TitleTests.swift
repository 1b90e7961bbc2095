import Dialogue
import KayaTesting
import LanguageModels
import Testing

@testable import Answering

@Suite("Titles of conversations", .timeLimit(.minutes(1)))
struct TitleTests {
    private struct Bench {
        let model = DirectedModel()
        let clock = ManualClock()
        let writer: TitleWriter

        init(maximumConcurrent: Int = 4) {
            writer = TitleWriter(
                model: model, maximumConcurrent: maximumConcurrent, clock: clock, logger: CapturedLog().logger)
        }

        func title(_ question: String = "Was kostet ein Ausweis?") async -> String? {
            await writer.title(for: question, language: .german)
        }
    }

    @Test("A model is told the question as material, in the question's language, and may say little")
    func prompt() async {
        let bench = Bench()
        async let title = bench.title("How much is a passport and where do I get it?")
        let call = await bench.model.nextCall()
        #expect(call.prompt.messages.map(\.role) == [.system, .user])
        #expect(call.prompt.messages.first?.text == Instructions.english.title)
        #expect(
            call.prompt.messages.last?.text
                == "<question>\nHow much is a passport and where do I get it?\n</question>")
        #expect(call.prompt.maximumAnswerTokens == 24)
        call.say("Passport: ")
        call.say("fee and office")
        call.finish()
        #expect(await title == "Passport: fee and office")
    }

    @Test("A model that fails leaves no title")
    func failure() async {
        let bench = Bench()
        async let title = bench.title()
        await bench.model.nextCall().fail(ModelError(.serverError, "busy"))
        #expect(await title == nil)
    }

    @Test("A model that takes too long is stopped and leaves no title")
    func timeout() async {
        let bench = Bench()
        async let title = bench.title()
        _ = await bench.model.nextCall()
        await bench.clock.sleepers(atLeast: 1)
        bench.clock.advance(by: .seconds(10))
        #expect(await title == nil)
    }

    @Test("Beyond so many at once no model is asked; afterwards there is room again")
    func bounded() async {
        let bench = Bench(maximumConcurrent: 1)
        async let first = bench.title()
        let call = await bench.model.nextCall()
        #expect(await bench.title() == nil)
        call.say("Ausweis")
        call.finish()
        #expect(await first == "Ausweis")
        async let next = bench.title()
        let nextCall = await bench.model.nextCall()
        nextCall.say("Pass")
        nextCall.finish()
        #expect(await next == "Pass")
        #expect(bench.model.callCount == 2)
    }

    @Test(
        "What stands around a title is taken off",
        arguments: [
            ("Gebühren für den Personalausweis", "Gebühren für den Personalausweis"),
            ("\n\n „KFZ-Zulassung im Landkreis“ \nIch helfe gern.", "KFZ-Zulassung im Landkreis"),
            ("Titel: Wohnsitz ummelden.", "Wohnsitz ummelden"), ("**Title:** \"Moving house\"", "Moving house"),
            ("## Was kostet ein Pass?", "Was kostet ein Pass?"), ("* a\tb  c *", "a b c"),
            ("Pass\u{202E}\u{0007}amt", "Passamt"), ("🪪 Ausweis", "🪪 Ausweis"),
        ])
    func plain(_ said: String, _ title: String) {
        #expect(TitleText.title(in: said) == title)
    }

    @Test(
        "What is no title is not used",
        arguments: [
            "", " \n\t", "…", "***", "12345", "<think>The user wants", "<question>Pass</question>",
            "Ein Personalausweis kostet 37 Euro, wenn Sie mindestens 24 Jahre alt sind, sonst 22,80 Euro.",
        ])
    func unusable(_ said: String) {
        #expect(TitleText.title(in: said) == nil)
    }
}
