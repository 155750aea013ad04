import sql, { type Sql } from 'sql-template-tag'

/** Deeper than any bill of material is. */
const deepest = 20

/**
 * What one car of each model needs by its option, empty for what all cars need: the whole bill of material taken apart
 * down to what is bought. Gives the queries `bill` and `need` of a `with recursive`; null asks for all parts.
 */
export const needOfModels = (models: Sql, parts: readonly string[] | null = null): Sql => sql`
  bill (model_code, option_code, part_number, quantity, depth) as (
    select model_code, option_code, part_number, quantity / (1 - scrap), 1
    from bill_line where model_code in (${models})
    union all
    select bill.model_code, bill.option_code, line.part_number, bill.quantity * line.quantity / (1 - line.scrap), depth + 1
    from bill join bill_line as line on line.assembly = bill.part_number
    where depth < ${deepest}
  ), need as materialized (
    select bill.model_code, coalesce(option_code, '') as option_code, family, coalesce(standard, false) as standard,
      bill.part_number, sum(bill.quantity) as quantity
    from bill
      left join model_option on model_option.model_code = bill.model_code and code = option_code
    where not exists (select from bill_line as line where line.assembly = bill.part_number)
      and (${parts}::text[] is null or bill.part_number = any(${parts}::text[]))
    group by bill.model_code, option_code, bill.part_number, family, standard
  )`
