/** Why a program doesn't start, in a sentence for the person who started it, who can mend it. */
export class StartRefused extends Error {}
