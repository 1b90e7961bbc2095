/**
 * Whether a key belongs to a word that is being composed. In Safari the Enter that ends the composition comes after its end,
 * and only its code tells.
 * @param {Pick<KeyboardEvent, "isComposing" | "keyCode">} event
 */
export function isComposedKey({ isComposing, keyCode }) {
  return isComposing || keyCode === 229
}
