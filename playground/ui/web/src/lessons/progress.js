// How far a learner has come, kept in this browser alone.

/**
 * Of one lesson.  step: where it goes on, from 1.  done: whether its end was reached.  said: number of a question →
 * what was chosen.  pressed: numbers of the steps whose control was pressed.
 * @typedef {{step: number, done: boolean, said: Record<string, string>, pressed: number[]}} Progress
 */

const KEY = "playground lessons";
/** @returns {Progress} */
const none = () => ({ step: 0, done: false, said: {}, pressed: [] });

/** @returns {Record<string, unknown>} */
function all() {
  try {
    const kept = JSON.parse(window.localStorage.getItem(KEY) ?? "{}");
    return kept && typeof kept === "object" ? kept : {};
  } catch {  // a browser that keeps nothing, or something else under that name
    return {};
  }
}

/**
 * What is known of a lesson; nothing of what somebody else wrote there is trusted.
 * @param {string} lesson
 * @returns {Progress}
 */
export function progressOf(lesson) {
  const kept = /** @type {Partial<Progress> | undefined} */ (all()[lesson]), { step = 0, done = false, said = {}, pressed = [] } = kept ?? {};
  if (!Number.isInteger(step) || typeof said !== "object" || !said || !Array.isArray(pressed)) return none();
  return { step, done: done === true, said, pressed };
}

/**
 * @param {string} lesson
 * @param {Progress} progress
 */
export function keep(lesson, progress) {
  try {
    window.localStorage.setItem(KEY, JSON.stringify({ ...all(), [lesson]: progress }));
  } catch {
    // it is not kept, and the lesson goes on
  }
}

let ended = "";

/**
 * A lesson has come to a step.  Where it has just ended there, the end stays: its bar may be drawn once more before it
 * goes.
 *
 * @param {string} lesson
 * @param {number} step from 1
 */
export function comeTo(lesson, step) {
  if (ended === `${lesson} ${step}`) return;
  ended = "";
  keep(lesson, { ...progressOf(lesson), step });
}

/**
 * A lesson has ended.
 *
 * @param {string} lesson
 * @param {number} step its last
 */
export function end(lesson, step) {
  ended = `${lesson} ${step}`;
  keep(lesson, { ...progressOf(lesson), step: 0, done: true });
}

/**
 * Whether the step after one opens.  found: whether the control of a step to do is there and can be used.
 * @param {{kind: string, number: number}} step
 * @param {Progress} progress
 * @param {boolean} found
 */
export function opens({ kind, number }, { said, pressed }, found) {
  if (kind === "predict" || kind === "check") return number in said;
  return kind !== "do" || !found || pressed.includes(number);
}
