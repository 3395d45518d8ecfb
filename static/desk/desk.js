// Loads the small niceties of the desk; every page works without them.
import "./choices.js";
import "./popups.js";
import "./regions.js";
import "./wrong.js";
import "./unsaved.js";
