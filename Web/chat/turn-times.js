/** A moment as people write it; as it came when it is none. @param {string} iso @param {string} language @param {string} [timeZone] the reader's, unless a test names one */
export function momentText(iso, language, timeZone) {
  const moment = new Date(iso)
  if (Number.isNaN(moment.getTime())) return iso
  return new Intl.DateTimeFormat(region(language), { dateStyle: "long", timeStyle: "short", timeZone }).format(moment)
}

/** A day as people write it; as it came when it is none. @param {string} iso `2026-01-31` @param {string} language */
export function dayText(iso, language) {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(day.getTime())) return iso
  return new Intl.DateTimeFormat(region(language), { dateStyle: "long", timeZone: "UTC" }).format(day)
}

/** The day on which a moment is where the reader is. @param {string} iso @param {string} language @param {"medium" | "long"} dateStyle @param {string} [timeZone] */
export function dayOfMoment(iso, language, dateStyle, timeZone) {
  return new Intl.DateTimeFormat(region(language), { dateStyle, timeZone }).format(new Date(iso))
}

/** A time to wait for: the seconds where they are few. @param {number} seconds */
export function waitText(seconds) {
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
}

/** @param {string} language */
function region(language) {
  return language === "en" ? "en-GB" : "de-DE"
}
