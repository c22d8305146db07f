"""Makes customers.csv, the bundled table:  python3 examples/make_customers.py > examples/customers.csv

50 rows with the figures of the reference's table: age mean 33.02, std 10.55, min 18; salary mean
65,066; Chicago 16, Boston 14, NYC 11, LA 9; one e-mail missing. All people are invented, example.com
is reserved. Only random.random() is used, whose sequence for a seed is the same in every Python.
"""
import datetime
import random

ROWS = 50
AGE_SUM, AGE_SQUARES = 1651, 59969          # mean 33.02; sample std 10.549
SALARY_CENTS = 65066 * 100 * ROWS           # mean 65066.00
uniform = random.Random(42).random


def below(n):
    return int(uniform() * n)


def normal():
    return sum(uniform() for _ in range(12)) - 6


age = [40, 32, 18] + [max(18, round(33 + 10.5 * normal())) for _ in range(ROWS - 3)]
while sum(age) != AGE_SUM:                  # the first three rows stay as they are
    i, step = 3 + below(ROWS - 3), 1 if sum(age) < AGE_SUM else -1
    age[i] = max(18, age[i] + step)
while True:                                 # pairs move apart or together: the mean stays
    off = sum(a * a for a in age) - AGE_SQUARES
    if off == 0:
        break
    i, j = 3 + below(ROWS - 3), 3 + below(ROWS - 3)
    change = 2 * (age[i] - age[j] + 1)
    if i != j and age[j] > 18 and abs(off + change) < abs(off):
        age[i], age[j] = age[i] + 1, age[j] - 1

salary = [6567658, 6700434] + [round(100 * (65000 + 12000 * normal())) for _ in range(ROWS - 3)]
shift = (SALARY_CENTS - sum(salary) - 6500000) // (ROWS - 3)   # leaves about 65,000 for the last
salary = salary[:2] + [cents + shift for cents in salary[2:]]
salary.append(SALARY_CENTS - sum(salary))

city = ["Chicago"] * 15 + ["Boston"] * 13 + ["NYC"] * 11 + ["LA"] * 9
for i in range(len(city) - 1, 0, -1):
    j = below(i + 1)
    city[i], city[j] = city[j], city[i]
city = ["Chicago", "Boston"] + city

print("customer_id,age,salary,city,email,signup_date")
for i in range(ROWS):
    email = "" if i == 16 else f"user{i + 1}@example.com"
    day = datetime.date(2023, 1, 1) + datetime.timedelta(days=i)
    print(f"{i + 1},{age[i]},{salary[i] // 100}.{salary[i] % 100:02d},{city[i]},{email},{day}")
