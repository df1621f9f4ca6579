// Going through the moments of a recording, one per answer, once; whoever wants no motion sees the last one.

const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Replay {
  moment = 0;
  ended = false;

  /** @param {() => boolean} [calm] */
  constructor(calm = still) {
    this.calm = calm;
  }

  /** @param {number} moments of the recording; the one that was asked for has been drawn */
  heard(moments) {
    if (this.moment >= moments - 1) this.ended = true;
    else this.moment = this.calm() ? moments - 1 : this.moment + 1;
  }
}
