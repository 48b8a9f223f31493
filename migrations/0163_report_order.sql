-- By which token the machine sent the report of `last_seq`: each token counts its reports for itself. Null: it is not known,
-- and the next report begins anew.
alter table rvm_states add column seq_token uuid;
