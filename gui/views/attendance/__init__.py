"""Coming and going: today, by days, by person, requests, reports and charts."""
