import sql, { type Sql } from 'sql-template-tag'

/** The colour that the options of an order choose, or the standard one of its model; null when the model has none. */
export const colourOf = (order: Sql): Sql => sql`(
  select code from model_option
  where model_option.model_code = ${order}.model_code and family = 'COLOUR' and (code = any(option_codes) or standard)
  order by code = any(option_codes) desc limit 1)`
