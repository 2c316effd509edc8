/** Options of calls that only make a question more exact: whoever waits to be asked does not wait longer for one of them. */
export const patience = { retries: 0, totalTimeout: 10_000 }
