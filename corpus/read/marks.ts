/** Marks of Chinese print that come in pairs. */
export const OPENING_MARK = /[“‘（《〈「『【〔]/u;
export const CLOSING_PAIR = /[”’）》〉」』】〕]/u;
