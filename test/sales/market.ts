import type { TestGraph } from '../kit/graph.ts'

/**
 * A small market: China with the regions East (Shanghai, Hangzhou) and North (Beijing); two dealers in Shanghai, one
 * in Hangzhou, one in Beijing; the model ENVISION-GS with four options and two rules.
 */
export async function seedMarket(graph: Pick<TestGraph, 'sql'>): Promise<void> {
  await graph.sql(`
    insert into sales.territory (id, name, parent_id) values
      ('cn', 'China', null), ('east', 'East', 'cn'), ('north', 'North', 'cn'),
      ('sh', 'Shanghai', 'east'), ('hz', 'Hangzhou', 'east')`)
  await graph.sql(`
    insert into sales.dealer (id, name, territory_id, street, city, region, phone) values
      ('d-sh-1', 'Yongda Pudong', 'sh', '1 Century Avenue', 'Shanghai', 'Shanghai', '+862158880001'),
      ('d-sh-2', 'Yongda Xuhui', 'sh', '88 Hongqiao Road', 'Shanghai', 'Shanghai', null),
      ('d-hz-1', 'Westlake Motors', 'hz', '5 Lake Street', 'Hangzhou', 'Zhejiang', null),
      ('d-bj-1', 'Capital Cars', 'north', '9 Ring Road', 'Beijing', 'Beijing', null)`)
  await graph.sql(`
    insert into sales.dealer_contract (number, dealer_id, valid_from, valid_until, brands, discount_limit_percent) values
      ('C-1-old', 'd-sh-1', '2015-01-01', '2019-12-31', '{Buick}', 3),
      ('C-1', 'd-sh-1', '2020-01-01', null, '{Buick,Cadillac}', 5.5)`)
  await graph.sql(`insert into sales.model_offer values ('ENVISION-GS', 229900, 'CNY')`)
  await graph.sql(`
    insert into sales.model_option values ('ENVISION-GS', 'SUNROOF', 8000), ('ENVISION-GS', 'TOWBAR', 3000),
      ('ENVISION-GS', 'SPORT', 12000), ('ENVISION-GS', 'WHEELS-20', 6000)`)
  await graph.sql(`
    insert into sales.model_option_rule values ('ENVISION-GS', 'REQUIRES', 'SPORT', 'WHEELS-20'),
      ('ENVISION-GS', 'EXCLUDES', 'SPORT', 'TOWBAR')`)
}
