// A code app, as somebody has it on their phone: RFC 6238, with the key as the page shows it.
import { createHmac } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP = 30_000;

function bytesOf(key) {
  const bits = [...key.replaceAll(" ", "")].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}

/** The code of a key at an instant. */
export function codeOf(key, at = Date.now()) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP)));
  const digest = createHmac("sha1", bytesOf(key)).update(counter).digest();
  const offset = digest.at(-1) & 0xf;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Codes of a key, none given twice: the hub takes each once, and the next step's a little early. */
export class CodeApp {
  #newest = 0;

  constructor(key) {
    this.key = key;
  }

  async code() {
    const earliest = Math.max(Math.floor(Date.now() / STEP), this.#newest + 1);
    const early = earliest * STEP - STEP - Date.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early + 50));
    this.#newest = earliest;
    return codeOf(this.key, earliest * STEP);
  }
}
