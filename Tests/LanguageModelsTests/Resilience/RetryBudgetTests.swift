import Testing

@testable import LanguageModels

@Suite("The budget of retries")
struct RetryBudgetTests {
    @Test("Three retries may run however few calls there are")
    func minimum() {
        let budget = RetryBudget()
        budget.callBegan()
        let permits = (0..<5).map { _ in budget.permit() }
        #expect(permits.map { $0 != nil } == [true, true, true, false, false])
    }

    @Test("One call in five may be a retry")
    func ratio() {
        let budget = RetryBudget()
        for _ in 0..<100 { budget.callBegan() }
        #expect((0..<100).count { _ in budget.permit() != nil } == 20)
        for _ in 0..<60 { budget.callEnded() }
        #expect(budget.permit() == nil)
    }

    @Test("A permit given back twice frees one place")
    func release() {
        let budget = RetryBudget(minimum: 1)
        let permit = budget.permit()
        #expect(budget.permit() == nil)
        permit?.release()
        permit?.release()
        #expect(budget.retrying == 0)
        #expect(budget.permit() != nil)
        #expect(budget.permit() == nil)
    }
}
