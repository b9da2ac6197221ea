// The same on all cases and on many more examples (see support/examples.ts).
import './round-trip.test.js';
import './smallest-sets.test.js';
