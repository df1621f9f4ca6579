// Asking how long the network remembers: after every epoch, until the curve of the newest is there.

import { Asking, askAt } from "./asking.js";

/** @import { Request } from "./asking.js" */
/** @import { Memory } from "./memory.js" */

const PACE = 1000;  // milliseconds
/** @type {Request} */
const ask = (asked, signal) => askAt("live/memory", asked, signal);

export class Recalling {
  run = "";
  before = "";
  /** Epochs that the run has ended. */
  epochs = 0;
  /** @type {Memory} */
  own = {};
  /** @type {Memory} of the run that was here before */
  former = {};

  /**
   * @param {() => void} heard
   * @param {Request} [request]
   */
  constructor(heard, request = ask) {
    this.asking = new Asking({ next: () => this.next(), heard: (bytes) => { this.hear(bytes); heard(); }, failed: () => {} }, request, PACE);
  }

  /**
   * @param {string} run id; empty: of none
   * @param {string} before id of the run that was here before; empty: none
   */
  turn(run, before) {
    if (run === this.run && before === this.before) return;
    if (run !== this.run) this.own = {};
    [this.run, this.before, this.epochs, this.former] = [run, before, 0, {}];
    this.asking.rest();
  }

  /** @param {number} epochs that the run has ended */
  listen(epochs) {
    this.epochs = epochs;
    if (this.next()) this.asking.start();
  }

  next() {
    const { run, before, epochs, own } = this;
    const more = own.share !== undefined || epochs > (own.epoch ?? 0);  // of an epoch that was stopped there may be a curve, too
    return run && !own.why && more ? { runs: [run], before } : null;
  }

  /** @param {Uint8Array} bytes */
  hear(bytes) {
    const { runs: [own], before = {} } = JSON.parse(new TextDecoder().decode(bytes));
    this.own = own;
    this.former = before;
  }
}
