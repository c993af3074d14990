// What a member reads when a sign-in is refused: few sentences for many codes, none of them giving anything away.

/** One for every check of a response: a stranger must not learn from it which one a forged response failed. */
export const NOT_VERIFIED =
  "We couldn't verify this sign-in. Try again, and if it keeps failing give the code to your team admin.";
export const START_AGAIN =
  'This sign-in took too long or was already used. Start again from the sign-in page.';
export const NO_PLACE =
  'You signed in, but this team has no member with these details. Ask a team admin to add you.';
export const COMPANY_REFUSED =
  "Your company's sign-in didn't let you through. Give the code to your IT team.";
export const NOT_ON = "Single sign-on isn't on for this team. Sign in another way.";
export const UNAVAILABLE = "We can't finish sign-ins right now. Try again in a minute.";
export const START_HERE = 'Start the sign-in from our page.';
export const SAME_BROWSER = 'Finish the sign-in in the browser where you started it.';
