import { dayAfter, elapsedHours } from '../time/distance.js';
import { EXPOSURE_NAMES, exposureValues } from './exposure-values.js';
import { OPIOID_SOURCES } from './opioid-sources.js';
import {
  newestDose,
  PERIOPERATIVE_LANE_NUMBERS,
  perioperativeDoses,
} from './perioperative-lane.js';
import { day, defineRule, span } from './rule.js';
import { isLenientLane, SLIP_NUMBERS } from './slip-on-treatment.js';

const NAMES = [...EXPOSURE_NAMES, 'last'] as const;
const DATED = [...NAMES, 'earliestDate'] as const;

/**
 * How long ago were the intravenous doses around a procedure? (`clinical-opioid` 8.2)
 *
 * When a person without opioid diagnosis received opioids by vein on one day only and no other opioid is near, then
 * opioid-perioperative by the hours since: critical, then warning, then info. During treatment with the depot at most a warning.
 */
export const opioidPerioperative = defineRule({
  question: 'opioid-perioperative',
  asks: 'naltrexone',
  needs: OPIOID_SOURCES,
  parameters: [...PERIOPERATIVE_LANE_NUMBERS, 'hours.critical', 'hours.warning', 'hours.clear'],
  borrows: SLIP_NUMBERS,
  outcomes: {
    'hours-ago': DATED,
    'hours-ago-on-treatment': NAMES,
    'days-ago': DATED,
    'days-ago-on-treatment': NAMES,
    'this-week': DATED,
  },
  judge: (input, numbers) => {
    const doses = perioperativeDoses(input, numbers);
    const newest = newestDose(doses);
    if (newest === undefined) return [];
    const { planned, zone } = input.clock;
    const { latest } = newest.last;
    const hours = elapsedHours(latest, planned);
    if (hours >= numbers['hours.clear']) return [];
    const earliest = dayAfter(latest, numbers['hours.clear'] / 24, zone);
    const notBefore = dayAfter(latest, numbers['hours.critical'] / 24, zone);
    const found = {
      subject: newest.ingredient,
      evidence: doses.map(({ provenance }) => provenance),
    };
    const values = { ...exposureValues(newest), last: span(newest.last) };
    const dated = {
      ...found,
      values: { ...values, earliestDate: day(earliest) },
      dates: { notBefore, earliest },
    };
    const onTreatment = isLenientLane(input, numbers);
    if (hours < numbers['hours.critical']) {
      return [
        onTreatment
          ? { ...found, outcome: 'hours-ago-on-treatment', values }
          : { ...dated, outcome: 'hours-ago' },
      ];
    }
    if (hours < numbers['hours.warning']) {
      return [
        onTreatment
          ? { ...found, outcome: 'days-ago-on-treatment', values }
          : { ...dated, outcome: 'days-ago' },
      ];
    }
    return [{ ...dated, outcome: 'this-week' }];
  },
});
