// Asking the server, about ten times a second: never twice at once, less often where answers are slow.

import { live } from "../drawing/language.js";

const PACE = 100, SLOW = 2, GIVE_UP = 5000, AGAIN = [500, 1000, 2000, 4000];  // milliseconds; SLOW: times what an answer took

/**
 * Milliseconds to wait behind an answer.
 * @param {number} took milliseconds
 * @param {number} [pace] milliseconds from one question to the next
 */
export function pause(took, pace = PACE) {
  return Math.max(pace - took, (SLOW - 1) * took, 0);
}

/**
 * Milliseconds to wait behind a failure.
 * @param {number} failures one after the other, from 1
 */
export function again(failures) {
  return AGAIN[Math.min(failures, AGAIN.length) - 1];
}

/** Of the server: what was asked makes no sense. */
export class Refused extends Error {}

/**
 * What one request brings.
 * @callback Request
 * @param {object} asked
 * @param {AbortSignal} signal
 * @returns {Promise<Uint8Array>}
 */

/** @type {Request} */
export function ask(asked, signal) {
  return askAt("live/network", asked, signal);
}

/**
 * @param {string} address of the server's
 * @param {object} asked
 * @param {AbortSignal} signal
 */
export async function askAt(address, asked, signal) {
  const answer = await fetch(live(address), { method: "POST", body: JSON.stringify(asked), signal });
  if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
  if (answer.status >= 500) throw new Error(String(answer.status));
  throw new Refused((await answer.json()).error);
}

export class Asking {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  /** @type {AbortController | undefined} of the request under way */
  underWay;
  failures = 0;
  resting = true;

  /**
   * @param {object} does
   * @param {() => object | null} does.next what is to be asked now; null: nothing any more
   * @param {(bytes: Uint8Array) => void} does.heard
   * @param {(error: Error) => void} does.failed
   * @param {Request} [request]
   * @param {number} [pace] milliseconds from one question to the next, at least
   */
  constructor({ next, heard, failed }, request = ask, pace = PACE) {
    this.next = next;
    this.heard = heard;
    this.failed = failed;
    this.request = request;
    this.pace = pace;
  }

  /** Ask at once, and go on; what is under way is waited for, or forgotten where it answers another question. */
  start(otherwise = false) {
    if (otherwise) this.rest();
    this.resting = false;
    if (!this.underWay) this.turn();
  }

  rest() {
    this.resting = true;
    clearTimeout(this.timer);
    this.underWay?.abort();
    this.underWay = undefined;
  }

  async turn() {
    clearTimeout(this.timer);
    const asked = this.resting ? null : this.next();
    if (!asked) return;
    const own = this.underWay = new AbortController(), began = performance.now();
    const late = setTimeout(() => own.abort(new Error("late")), GIVE_UP);
    /** @type {number} milliseconds */
    let wait;
    try {
      const bytes = await this.request(asked, own.signal);
      if (this.underWay !== own) return;
      this.failures = 0;
      this.heard(bytes);
      wait = pause(performance.now() - began, this.pace);
    } catch (error) {
      if (this.underWay !== own) return;
      this.failures += 1;
      this.failed(/** @type {Error} */ (error));
      wait = again(this.failures);
    } finally {
      clearTimeout(late);
      if (this.underWay === own) this.underWay = undefined;
    }
    if (!this.resting) this.timer = setTimeout(() => this.turn(), wait);
  }
}
