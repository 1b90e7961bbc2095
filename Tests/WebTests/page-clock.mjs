/** A world whose time moves when it is told to, with a storage that forgets with it. */
export class ManualClock {
    #now = 0
    #timers = new Map()
    #next = 1
    #stored = new Map()
    #onNews = new Set()

    now = () => this.#now
    random = () => 0
    onOnline = (listener) => this.#listen(listener)
    onVisible = (listener) => this.#listen(listener)

    setTimeout = (run, milliseconds) => {
        const timer = this.#next++
        this.#timers.set(timer, { run, at: this.#now + milliseconds })
        return timer
    }

    clearTimeout = (timer) => void this.#timers.delete(timer)

    storage = {
        getItem: (key) => this.#stored.get(key) ?? null,
        setItem: (key, value) => void this.#stored.set(key, value),
        removeItem: (key) => void this.#stored.delete(key),
    }

    /** The network is back, or the page is looked at again. */
    tellNews() {
        for (const listener of [...this.#onNews]) listener()
    }

    #listen(listener) {
        this.#onNews.add(listener)
        return () => this.#onNews.delete(listener)
    }

    /** Lets time pass, and what was due in it run. */
    advance(milliseconds) {
        const end = this.#now + milliseconds
        for (;;) {
            const due = [...this.#timers].filter(([, { at }]) =>
                at <= end
            ).sort(([, one], [, other]) => one.at - other.at)[0]
            if (!due) break
            this.#timers.delete(due[0])
            this.#now = due[1].at
            due[1].run()
        }
        this.#now = end
    }
}

/** Lets what waits for settled promises go on. */
export async function settled() {
    for (let round = 0; round < 20; round += 1) await Promise.resolve()
}
