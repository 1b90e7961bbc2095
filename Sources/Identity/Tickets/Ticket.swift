/// What a ticket stands for: one question of one asker.
package struct Ticket: Sendable, Hashable {
    /// Who took it out.
    package var principal: Principal
    /// What it asks.
    package var question: String

    /// A ticket's content.
    package init(principal: Principal, question: String) {
        self.principal = principal
        self.question = question
    }
}
