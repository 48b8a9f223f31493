-- Names and identifiers are stored composed (NFC) from now on; those that came before are brought into that form, so
-- that who searches or logs in finds them. One that would become the same as another's stays as it is. Few rows, if
-- any, are written: most keyboards compose. Versions stay: nobody edited anything. History stays as it was told.
do $$
begin
  -- Only Unicode has the form.
  if getdatabaseencoding() <> 'UTF8' then return; end if;

  update users u set nik = normalize(nik, NFC) where nik is not nfc normalized
    and not exists (select from users o where o.id <> u.id and lower(o.nik) = lower(normalize(u.nik, NFC)));
  update users u set username = normalize(username, NFC) where username is not nfc normalized
    and not exists (select from users o where o.id <> u.id and lower(o.username) = lower(normalize(u.username, NFC)));
  update users set full_name = normalize(full_name, NFC) where full_name is not nfc normalized;
  update employees e set nik = normalize(nik, NFC) where nik is not nfc normalized
    and not exists (select from employees o where o.id <> e.id and lower(o.nik) = lower(normalize(e.nik, NFC)));
  update employees set full_name = normalize(full_name, NFC) where full_name is not nfc normalized;

  update departments d set name = normalize(name, NFC) where name is not nfc normalized
    and not exists (select from departments o where o.id <> d.id and lower(o.name) = lower(normalize(d.name, NFC)));
  update positions p set name = normalize(name, NFC) where name is not nfc normalized
    and not exists (select from positions o where o.id <> p.id and lower(o.name) = lower(normalize(p.name, NFC)));
  update shifts s set name = normalize(name, NFC) where name is not nfc normalized
    and not exists (select from shifts o where o.id <> s.id and lower(o.name) = lower(normalize(s.name, NFC)));
  update outlets u set code = normalize(code, NFC) where code is not nfc normalized
    and not exists (select from outlets o where o.id <> u.id and lower(o.code) = lower(normalize(u.code, NFC)));
  update outlets set name = normalize(name, NFC) where name is not nfc normalized;
  update pos_products set name = normalize(name, NFC) where name is not nfc normalized;
  update work_orders set product_name = normalize(product_name, NFC) where product_name is not nfc normalized;
exception
  -- Two that become the same as each other: all stay as they are, found by who types them as they were written.
  when unique_violation then
    raise warning 'names that differ in their composition alone were left as they are';
end $$;
