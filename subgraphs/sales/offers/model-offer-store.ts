import sql from 'sql-template-tag'
import type { Queries } from '#platform/database.ts'
import type { ModelOffer } from './model-offer.ts'

/** The offer of a model, with its options and rules. */
export async function findOffer(db: Queries, modelCode: string): Promise<ModelOffer | undefined> {
  return db.row<ModelOffer>(sql`
    select model_code as "modelCode", list_amount as "listAmount", list_currency as "listCurrency",
      array(
        select jsonb_build_object('code', option_code, 'amount', amount::text)
        from model_option where model_option.model_code = model_offer.model_code order by option_code
      ) as options,
      array(
        select jsonb_build_object('kind', kind, 'optionCode', option_code, 'otherCode', other_code)
        from model_option_rule where model_option_rule.model_code = model_offer.model_code
        order by option_code, kind, other_code
      ) as rules
    from model_offer where model_code = ${modelCode}`)
}
