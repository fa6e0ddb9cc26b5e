import { expect, it } from '@jest/globals';
import { indexesOf, orderOf, within } from './mongo-collection.js';

it('what an order leaves equal comes by id', () => {
  const orders = [{}, { sort: { on: -1 as const } }, { sort: { 'of%': 1 as const, _id: -1 as const } }].map(orderOf);
  expect(orders.map((order) => JSON.stringify(order))).toEqual(['{"_id":1}', '{"on":-1,"_id":1}', '{"of%25":1,"_id":-1}']);
});

it('no filter leads out of its trust', () => {
  expect(within('ZT001', { trust: 'ZT002', $or: [{ a: 1 }] })).toEqual({ $and: [{ trust: 'ZT001' }, { trust: 'ZT002', $or: [{ a: 1 }] }] });
});

it('every order that one field gives is the order of an index', () => {
  const indexes = indexesOf({ name: 'people', indexes: ['name', 'place.ward'] }).map((index) => JSON.stringify(index));
  for (const sort of [{}, { name: 1 as const }, { name: -1 as const }, { 'place.ward': -1 as const }])
    expect(indexes).toContain(JSON.stringify({ trust: 1, ...orderOf({ sort }) }));
});
