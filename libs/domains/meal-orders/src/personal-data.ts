import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';

/** The meals that were ordered for somebody. The kitchen's books need them; they name nobody when the account is gone. */
export const mealOrderData: PersonalDataSource = {
  name: 'meal-orders',
  read: (em, userId) =>
    personalRows(em, userId, {
      section: 'orders',
      select: `
        select id as key, jsonb_build_object('id', id, 'kodePesanan', code, 'tanggalPesanan', order_date,
          'jumlahPesanan', quantity, 'statusPesanan', status, 'catatanDapur', kitchen_note, 'catatanAdmin', admin_note,
          'waktuDibuat', created_at, 'waktuSelesai', completed_at) as row
        from meal_orders where employee_id = (select employee_id from users_v where id = ?) and id > ?
        order by id limit ?`,
    }),
  erase: async () => undefined,
};
