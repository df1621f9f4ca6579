// Runs once in a window, however many pages ask for it.

import { Address } from "./address.js";

globalThis.playgroundAddress ??= new Address(STEPS);
