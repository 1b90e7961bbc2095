import Identity
import KayaTesting
import Testing

@Suite("Passwords", .timeLimit(.minutes(1)))
struct PasswordTests {
    @Test("A hash says how it was made, has a salt of its own, and matches its password alone")
    func hashing() async throws {
        let desk = PasswordDesk(cost: TestIdentity.cost)
        let first = try await desk.hash("zwölf Zeichen")
        let second = try await desk.hash("zwölf Zeichen")
        #expect(first.text.hasPrefix("$scrypt$ln=4,r=1,p=1$") && first.text != second.text)
        let read = try #require(PasswordHash(first.text))
        for (password, expected) in [
            ("zwölf Zeichen", true), ("zwölf zeichen", false), ("", false), ("zwölf Zeichen ", false),
        ] {
            let matches = try await desk.matches(password, read)
            #expect(matches == expected, "\(password)")
        }
        let nobody = try await desk.matches("nobody", nil)
        #expect(!nobody)
    }

    @Test("A stored line that is none, or asks for the machine's memory, is refused")
    func stored() {
        let good = "$scrypt$ln=4,r=1,p=1$\(String(repeating: "A", count: 22))$\(String(repeating: "A", count: 43))"
        #expect(PasswordHash(good) != nil)
        for (part, lie) in [
            ("ln=4", "ln=40"), ("ln=4", "ln=-1"), ("r=1", "r=1000000"), ("p=1", "p=0"), ("scrypt", "md5"),
            ("ln=4,r=1", "ln=20,r=31"), ("ln=4,", ""), ("AAAA$", "$"), ("$scrypt", "scrypt"),
        ] {
            #expect(PasswordHash(good.replacing(part, with: lie, maxReplacements: 1)) == nil, "\(lie)")
        }
        #expect(PasswordHash("") == nil)
    }

    @Test("The standard cost is bearable for this machine")
    func standardCost() async throws {
        let desk = PasswordDesk()
        let hash = try await desk.hash("zwölf Zeichen")
        let matches = try await desk.matches("zwölf Zeichen", hash)
        #expect(matches && hash.text.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
    }

    @Test("So many may wait for a password to be checked and no more")
    func bound() async throws {
        let desk = PasswordDesk(
            cost: PasswordCost(logarithm: 12, blockSize: 8, parallelism: 1), lanes: 1, maximumWaiting: 2)
        let codes = await withTaskGroup(of: IdentityError.Code?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        _ = try await desk.matches("x", nil)
                        return nil
                    } catch {
                        return (error as? IdentityError)?.code
                    }
                }
            }
            var codes: [IdentityError.Code?] = []
            for await code in group { codes.append(code) }
            return codes
        }
        #expect(codes.contains(nil) && codes.contains(.overloaded))
    }
}
