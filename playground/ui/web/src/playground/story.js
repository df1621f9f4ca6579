// What is known of a run so far, put together from the answers.

/** @import { Answer, Curve, Epoch, Example } from "./answer.js" */

/** States in which nothing changes any more. */
export const ENDED = ["finished", "stopped", "failed"];

export class Story {
  /** @type {Curve} */
  curve = { position: [], loss: [], accuracy: [] };
  /** steps from one point of the curve to the next */
  stride = 1;
  /** @type {Epoch[]} */
  epochs = [];
  /** @type {Example[]} */
  examples = [];
  /** @type {Partial<Answer>} the newest of everything else */
  now = {};

  /**
   * @param {string} run its id; empty: none
   * @param {boolean} [replayed] whether it is a recording
   */
  constructor(run, replayed = false) {
    this.run = run;
    this.replayed = replayed;
  }

  /**
   * Take in an answer.
   * @param {Answer} answer
   */
  add(answer) {
    const { curve, by_epoch: epochs, examples, ...rest } = answer;
    if (curve) this.lengthen(curve);
    for (const epoch of epochs ?? []) {
      if (epoch.epoch > this.epochs.length) this.epochs.push(epoch);
    }
    if (examples) this.examples = examples;
    const links = rest.scene ? { links: undefined } : {};  // another layer may have none
    this.now = { ...this.now, error: undefined, gone: undefined, ...links, ...rest };
  }

  /** @param {Curve & {from: number, stride?: number}} curve */
  lengthen({ from, stride = 1, ...more }) {
    if (from > 0 && (from > this.curve.position.length || stride !== this.stride)) return;  // of another request: what lies between is asked for again
    this.stride = stride;
    const { position, loss, accuracy } = this.curve;
    position.splice(from, Infinity, ...more.position);
    loss.splice(from, Infinity, ...more.loss);
    accuracy?.splice(from, Infinity, ...more.accuracy ?? []);
  }

  /** Whether nothing changes any more. */
  get ended() {
    return ENDED.includes(this.now.state ?? "");
  }
}
