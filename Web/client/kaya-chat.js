import { KayaChatElement } from "./embedded-chat.js"

KayaChatElement.home = new URL(import.meta.url).origin
KayaChatElement.define()
