export { present } from './present.js';
export type { Present } from './present.js';
export { formatNhsNumber, parseNhsNumber } from './nhs-number.js';
export type { NhsNumber, NhsNumberProblem } from './nhs-number.js';
export { parseOdsCode, regionWide } from './ods-code.js';
export type { OdsCode } from './ods-code.js';
export { addDays, addMonths, ageOn, daysBetween, isOnOrBefore, parseCivilDate, showDate, showDateText, weekdayOf } from './civil-date.js';
export type { CivilDate } from './civil-date.js';
export {
  instantFromMillis,
  instantOf,
  laterOf,
  londonDateOf,
  millisOf,
  parseInstant,
  showInstant,
  showInstantText,
  showTime,
  startOfDayIn,
} from './instant.js';
export type { Instant } from './instant.js';
export { compareWithLimit, differenceFrom, parseQuantity, showQuantity } from './quantity.js';
export type { Comparator, Quantity, QuantityProblem } from './quantity.js';
export { isKnownUnit, sameUnit } from './ucum.js';
export { addWorkingDays, workingDaysBetween } from './working-days.js';
export type { Holidays } from './working-days.js';
export { bankHolidays, bankHolidaysIn, BankHolidaysNotKnown, bankHolidaysOfEngland, yearsOfBankHolidays } from './bank-holidays.js';
export type { BankHoliday } from './bank-holidays.js';
export { parseRegistration, registrationForms } from './professional-registration.js';
export type { ProfessionalRegistration } from './professional-registration.js';
export { normaliseName, normalisePostcode } from './matching-text.js';
export { waysToReach } from './ways-to-reach.js';
export type { TextForm } from './ways-to-reach.js';
