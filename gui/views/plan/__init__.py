"""Who works when: shifts, rotas, who follows them, holidays."""
