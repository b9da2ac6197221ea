// The properties once more, on other and many more examples (see support/examples.ts).
import './deciding-exposure.test.js';
import './junk.test.js';
import './local-codes.test.js';
import './lower-value.test.js';
import './more-exposure.test.js';
import './same-facts.test.js';
import './shadow.test.js';
import './silence.test.js';
import './units.test.js';
import './unknown-is-not-safe.test.js';
