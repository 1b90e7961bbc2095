import Testing

@testable import kaya

@Suite("Finding the page's folder")
struct PageSearchTests {
    @Test("It is looked for in the working folder, beside the program, and above it")
    func places() {
        let places = PageSearch().places(program: "/srv/kaya/.build/debug/kaya", working: "/home/ada")
        #expect(
            places == [
                "/home/ada/Web", "/srv/kaya/.build/share/kaya/web", "/srv/kaya/.build/debug/Web",
                "/srv/kaya/.build/Web", "/srv/kaya/Web", "/srv/Web",
            ])
    }

    @Test("A folder that is named is the only place")
    func named() {
        #expect(PageSearch(folder: "/srv/page").places(program: "/bin/kaya", working: "/") == ["/srv/page"])
        #expect(PageSearch(folder: "/nowhere").found() == nil)
    }
}
