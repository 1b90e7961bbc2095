/** @import { Finding } from "./proxy-verdict.js" */

/** @typedef {{ seconds: string, bytes: string, pieces: number, status: number, name: string }} Said a finding's values as they are said */

/** @type {Record<"de" | "en", Record<string, (said: Said) => string>>} */
const SENTENCES = {
  de: {
    streams: () => "Text kommt Stück für Stück an.",
    "streams-unsteadily": ({ seconds }) =>
      `Text kommt stockend an, einmal ${seconds} zu spät. Das liegt meist am Funknetz.`,
    "buffers-whole": ({ seconds }) =>
      `Etwas auf dem Weg hält die Antwort zurück und gibt sie erst am Ende ganz heraus, bis zu ${seconds} zu spät.`,
    "buffers-blocks": ({ bytes }) => `Etwas auf dem Weg sammelt Text und gibt ihn in Blöcken von etwa ${bytes} weiter.`,
    mute: ({ seconds }) =>
      `Die Verbindung kam zustande, aber ${seconds} lang kam nichts an. Etwas auf dem Weg hält alles zurück.`,
    unreachable: () => "Der Server ist von hier aus nicht zu erreichen.",
    refused: ({ status }) => `Der Server oder etwas davor hat die Prüfung abgelehnt (Antwort ${status}).`,
    "cuts-after": ({ seconds }) => `Verbindungen werden nach ${seconds} abgeschnitten, auch während Text kommt.`,
    "idle-limit": ({ seconds }) => `Verbindungen werden abgeschnitten, wenn ${seconds} lang nichts kommt.`,
    "keeps-silence": ({ seconds }) => `Eine Pause von ${seconds} hält die Verbindung aus.`,
    "keeps-long": ({ seconds }) => `Eine Verbindung von ${seconds} wurde nicht unterbrochen.`,
    compresses: ({ name }) => `Etwas auf dem Weg packt den Text zusammen (${name}). Dabei kann er aufgehalten werden.`,
    "behind-proxy": ({ name }) => `Zwischen Browser und Server steht ein Vermittler${name}.`,
    unknown: () => "Die Prüfung wurde beendet, bevor sie etwas sagen konnte.",
  },
  en: {
    streams: () => "Text arrives piece by piece.",
    "streams-unsteadily": ({ seconds }) =>
      `Text arrives haltingly, once ${seconds} late. Mostly this is the mobile network.`,
    "buffers-whole": ({ seconds }) =>
      `Something on the way holds the answer back and hands it out as a whole at the end, up to ${seconds} late.`,
    "buffers-blocks": ({ bytes }) => `Something on the way collects text and passes it on in blocks of about ${bytes}.`,
    mute: ({ seconds }) =>
      `A connection was made, but nothing arrived for ${seconds}. Something on the way holds everything back.`,
    unreachable: () => "The server cannot be reached from here.",
    refused: ({ status }) => `The server, or something in front of it, refused the check (answer ${status}).`,
    "cuts-after": ({ seconds }) => `Connections are cut off after ${seconds}, even while text arrives.`,
    "idle-limit": ({ seconds }) => `Connections are cut off when nothing comes for ${seconds}.`,
    "keeps-silence": ({ seconds }) => `The connection bears a pause of ${seconds}.`,
    "keeps-long": ({ seconds }) => `A connection of ${seconds} was not interrupted.`,
    compresses: ({ name }) => `Something on the way compresses the text (${name}). That can hold it up.`,
    "behind-proxy": ({ name }) => `There is an intermediary between the browser and the server${name}.`,
    unknown: () => "The check was ended before it could say anything.",
  },
}

/** What is good to hear, what explains, and what troubles. */
const TONES = /** @type {Record<string, "good" | "plain" | "warning" | "bad">} */ ({
  streams: "good",
  "keeps-silence": "good",
  "keeps-long": "good",
  "streams-unsteadily": "plain",
  compresses: "plain",
  "behind-proxy": "plain",
  unknown: "plain",
  unreachable: "bad",
  refused: "bad",
})

/** A finding in a sentence that can be read out. @param {Finding} finding @param {"de" | "en"} language */
export function findingSentence(finding, language) {
  const say = SENTENCES[language][finding.code]
  if (!say) return finding.code
  return say({
    seconds: secondsIn(finding.ms ?? 0, language),
    bytes: bytesIn(finding.bytes ?? 0, language),
    pieces: finding.count ?? 0,
    status: finding.count ?? 0,
    name: nameIn(finding),
  })
}

/** @param {Finding} finding */
export function findingTone(finding) {
  return TONES[finding.code] ?? "warning"
}

/** @param {Finding} finding */
function nameIn({ code, name = "" }) {
  if (code !== "behind-proxy") return name
  return name === "" ? "" : ` (${name})`
}

/** @param {number} ms @param {"de" | "en"} language */
function secondsIn(ms, language) {
  const seconds = ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1000)
  const isOne = seconds === 1
  if (language === "de") return `${seconds.toLocaleString("de")} ${isOne ? "Sekunde" : "Sekunden"}`
  return `${seconds.toLocaleString("en")} ${isOne ? "second" : "seconds"}`
}

/** @param {number} bytes @param {"de" | "en"} language */
function bytesIn(bytes, language) {
  if (bytes < 1024) return `${bytes} ${language === "de" ? "Zeichen" : "characters"}`
  const kilobytes = Math.round(bytes / 102.4) / 10
  return `${kilobytes.toLocaleString(language)} ${language === "de" ? "Kilobyte" : "kilobytes"}`
}
