import { models, type Brand } from '../world/models.ts'
import { exclusions, options } from '../world/options.ts'
import { cities, regions } from '../world/places.ts'
import { manyRowsOf, rowsOf, type Load } from './load.ts'

const brands: readonly Brand[] = ['BUICK', 'CHEVROLET', 'CADILLAC']

/** The territory tree with its dealers, their contracts, and the maker's price list. */
export async function loadDealers({ insert, world }: Load): Promise<void> {
  const provinces = new Map(cities.map(city => [city.provinceCode, city]))
  await insert('sales.territory', [{ id: 'CN', name: '中国 China', parent_id: null }])
  await insert(
    'sales.territory',
    rowsOf(regions, ({ code, zh, en }) => ({ id: `CN-${code}`, name: `${zh} ${en}`, parent_id: 'CN' })),
  )
  await insert(
    'sales.territory',
    rowsOf(provinces.values(), ({ provinceCode, province, provinceEn, region }) => ({
      id: `CN-${provinceCode}`,
      name: `${province} ${provinceEn}`,
      parent_id: `CN-${region}`,
    })),
  )
  await insert(
    'sales.dealer',
    rowsOf(world.dealers, ({ id, name, street, postalCode, city, phone }) => ({
      id,
      name,
      territory_id: `CN-${city.provinceCode}`,
      street,
      postal_code: postalCode,
      city: city.zh,
      region: city.province,
      country: 'CN',
      phone,
    })),
  )
  await insert(
    'sales.dealer_contract',
    rowsOf(world.dealers, ({ id }) => ({
      number: `DC-${id}-2025`,
      dealer_id: id,
      valid_from: '2025-01-01',
      valid_until: '2027-12-31',
      brands,
      discount_limit_percent: 8,
    })),
  )
  await loadPriceList(insert)
}

async function loadPriceList(insert: Load['insert']): Promise<void> {
  await insert(
    'sales.model_offer',
    rowsOf(models, ({ code, listPrice }) => ({ model_code: code, list_amount: listPrice, list_currency: 'CNY' })),
  )
  await insert(
    'sales.model_option',
    manyRowsOf(models, model =>
      options.map(({ code, price }) => ({ model_code: model.code, option_code: code, amount: price })),
    ),
  )
  const sameFamily = options.flatMap(({ code, family }, place) =>
    options
      .slice(place + 1)
      .filter(other => other.family === family)
      .map(other => [code, other.code] as const),
  )
  await insert(
    'sales.model_option_rule',
    manyRowsOf(models, model =>
      [...sameFamily, ...exclusions].map(([option, other]) => ({
        model_code: model.code,
        kind: 'EXCLUDES',
        option_code: option,
        other_code: other,
      })),
    ),
  )
}
