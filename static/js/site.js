// Loads the small niceties of the public site; every page works without them.
import "./copy.js";
import "./clean-address.js";
import "./print.js";
import "./keys.js";
