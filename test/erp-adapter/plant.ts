import type { TestGraph } from '../kit/graph.ts'

/** Describes the plant of the tests: model `ENV`, five stations in its route, two limits, a yard, a port, a dealer. */
export async function describePlant(graph: Pick<TestGraph, 'sql'>): Promise<void> {
  await graph.sql(`
    insert into erp_adapter.place (id, kind, name_zh, name_en, plant_id, shop, dealer_id, country, time_zone) values
      ('PLANT-T', 'PLANT', '金桥工厂', 'Jinqiao plant', null, null, null, 'CN', 'Asia/Shanghai'),
      ('T-BODY', 'STATION', '车身', 'Body', 'PLANT-T', 'BODY', null, null, 'UTC'),
      ('T-PAINT', 'STATION', '油漆', 'Paint', 'PLANT-T', 'PAINT', null, null, 'UTC'),
      ('T-TRIM', 'STATION', '内饰', 'Trim', 'PLANT-T', 'ASSEMBLY', null, null, 'UTC'),
      ('T-TEST', 'STATION', '检测', 'Test', 'PLANT-T', 'QUALITY', null, null, 'UTC'),
      ('YARD-T', 'WAREHOUSE', '成品库', 'Finished cars', 'PLANT-T', null, null, null, 'UTC'),
      ('PORT-T', 'PORT', '外高桥港', 'Waigaoqiao port', null, null, null, null, 'UTC'),
      ('DLR-T', 'DEALER', '经销商', 'Dealer', null, null, 'dealer-t', null, 'UTC')`)
  await graph.sql(`
    insert into erp_adapter.vehicle_model (code, brand, name_zh, name_en, series, model_year, plant_id)
    values ('ENV', 'Buick', '昂科威', 'Envision', 'Envision', 2027, 'PLANT-T')`)
  await graph.sql(`
    insert into erp_adapter.model_option (model_code, code, family, choice_zh, choice_en, standard) values
      ('ENV', 'WHT', 'COLOUR', '白', 'White', true), ('ENV', 'RED', 'COLOUR', '红', 'Red', false),
      ('ENV', '2.0T', 'ENGINE', '2.0升', '2.0 litres', true)`)
  await graph.sql(`
    insert into erp_adapter.route_step (model_code, position, station_id, required, instruction_en) values
      ('ENV', 1, 'T-BODY', true, 'Weld.'), ('ENV', 2, 'T-PAINT', true, 'Paint.'),
      ('ENV', 3, 'T-TRIM', true, 'Fit the trim.'), ('ENV', 4, 'T-TEST', true, 'Test the brakes.')`)
  await graph.sql(`
    insert into erp_adapter.quality_limit (model_code, measure, unit, minimum, maximum) values
      ('ENV', 'brake-force-front', 'NEW', 3200, null), ('ENV', 'headlamp-tilt', 'P1', 1, 1.5)`)
}
