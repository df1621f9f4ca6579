// Runs once in a window, before Streamlit's own scripts.

import { Address } from "./address.js";

globalThis.playgroundAddress = new Address(STEPS);
