internal import Hummingbird

/// The routes about who somebody is, all of them.
struct IdentityRoutes: Sendable {
    let authenticator: Authenticator
    let limits: ServerLimits

    func add(to router: Router<KayaRequestContext>) {
        let (desk, requests) = (authenticator.desk, authenticator.requests)
        LoginRoutes(desk: desk, requests: requests, limits: limits).add(to: router)
        KeyRoutes(desk: desk, requests: requests, limits: limits).add(to: router)
        TicketRoutes(desk: desk, limits: limits).add(to: router)
    }
}
