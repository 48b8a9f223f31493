-- What the application shows is stored, so it holds no token: who is logged in calls their recovery off without one.
update in_app_notifications set url = split_part(url, '#', 1) where notification = 'recovery.stands';
