import Testing

@Suite("GET /api/openapi.yaml", .timeLimit(.minutes(1)))
struct OpenAPIRouteTests {
    @Test("The description is served whole, and not again to whoever has it")
    func served() async throws {
        try await ServerUnderTest.run { server in
            let whole = try await server.answer("GET", "/api/openapi.yaml")
            #expect(whole.head.status == 200)
            #expect(whole.head["content-type"] == "application/yaml")
            #expect(whole.head["cache-control"] == "no-cache")
            #expect(whole.body.hasPrefix("openapi: 3.1.0\n"))
            #expect(whole.body.hasSuffix("data: [DONE]\n\n"))
            let tag = try #require(whole.head["etag"])
            for known in [tag, "W/\(tag)", "\"else\", \(tag)", "*"] {
                let again = try await server.answer("GET", "/api/openapi.yaml", ["If-None-Match": known])
                #expect(again.head.status == 304)
                #expect(again.body.isEmpty)
            }
            let other = try await server.answer("GET", "/api/openapi.yaml", ["If-None-Match": "\"else\""])
            #expect(other.body == whole.body)
        }
    }
}
