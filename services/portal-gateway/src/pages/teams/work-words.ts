/** What a team may receive, in the words of the pages, by the word of the contract. */
export const workWords: Readonly<Record<string, string>> = {
  reviews: 'Results to review',
  calls: 'Calls to the helpline',
  telephone: 'Patients to ring about missed tests',
  recalls: 'Clinics to book',
  letters: 'Letters that stand still',
  messages: 'Messages to sort out',
};
