desk-name = Stet desk
