// SPDX-License-Identifier: MIT
/*
 * 500!, what async_tree computes: of the odd primes, each as often as it is in it.
 * Those whose exponent has the highest bit are multiplied and squared, then come
 * those that have the next.  The twos are shifted in at the end.
 */
#include <string.h>

#include "published.h"

enum { N = 500, TWOS = 494, TOTAL_BITS = 3768 };

static const uint16_t odd_primes[] = {
	3,   5,   7,   11,  13,  17,  19,  23,  29,  31,  37,  41,  43,  47,
	53,  59,  61,  67,  71,  73,  79,  83,  89,  97,  101, 103, 107, 109,
	113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191,
	193, 197, 199, 211, 223, 227, 229, 233, 239, 241, 251, 257, 263, 269,
	271, 277, 281, 283, 293, 307, 311, 313, 317, 331, 337, 347, 349, 353,
	359, 367, 373, 379, 383, 389, 397, 401, 409, 419, 421, 431, 433, 439,
	443, 449, 457, 461, 463, 467, 479, 487, 491, 499,
};
enum { PRIMES = sizeof odd_primes / sizeof *odd_primes };

/* The largest digits whose product a machine has. */
#if defined __SIZEOF_INT128__ && UINTPTR_MAX > UINT32_MAX
typedef uint64_t digit;
__extension__ typedef unsigned __int128 two_digits;
#else
typedef uint32_t digit;
typedef uint64_t two_digits;
#endif

enum { BITS = 8 * sizeof(digit), DIGITS = TOTAL_BITS / BITS + 1 };

struct number {
	digit digits[DIGITS]; /* the lowest first */
	int count;
};

static void multiply(struct number *number, digit by)
{
	two_digits carry = 0;
	for (int i = 0; i < number->count; i++) {
		carry += (two_digits)number->digits[i] * by;
		number->digits[i] = (digit)carry;
		carry >>= BITS;
	}
	if (carry)
		number->digits[number->count++] = (digit)carry;
}

/* The digit that follows. */
static digit add_multiple(digit *restrict sum, const digit *restrict digits,
                          int count, digit by)
{
	two_digits carry = 0;
	for (int i = 0; i < count; i++) {
		carry += (two_digits)digits[i] * by + sum[i];
		sum[i] = (digit)carry;
		carry >>= BITS;
	}
	return (digit)carry;
}

/* Of two digits the product is in it twice, and of each its square. */
static void square(struct number *number)
{
	const struct number root = *number;
	const digit *digits = root.digits;
	const int count = root.count;
	digit *sum = number->digits;
	memset(sum, 0, (size_t)count * sizeof *sum);
	for (int i = 0; i < count; i++)
		sum[count + i] = add_multiple(sum + 2 * i + 1, digits + i + 1,
		                              count - i - 1, digits[i]);
	two_digits carry = 0;
	digit out = 0; /* the bit that the digit before has doubled out */
	for (int i = 0; i < count; i++) {
		const two_digits own = (two_digits)digits[i] * digits[i];
		const digit low = sum[2 * i], high = sum[2 * i + 1];
		carry += (two_digits)(digit)own + (digit)(low << 1 | out);
		sum[2 * i] = (digit)carry;
		carry >>= BITS;
		carry += (own >> BITS) + (digit)(high << 1 | low >> (BITS - 1));
		sum[2 * i + 1] = (digit)carry;
		carry >>= BITS;
		out = high >> (BITS - 1);
	}
	number->count = 2 * count - !sum[2 * count - 1];
}

static void shift(struct number *number, int bits)
{
	const int whole = bits / BITS;
	multiply(number, (digit)1 << bits % BITS);
	memmove(number->digits + whole, number->digits,
	        (size_t)number->count * sizeof(digit));
	memset(number->digits, 0, (size_t)whole * sizeof(digit));
	number->count += whole;
}

/* How often it is in N!. */
static uint8_t exponent(unsigned prime)
{
	unsigned sum = 0;
	for (unsigned n = N; n >= prime;)
		sum += n /= prime;
	return (uint8_t)sum;
}

/* As many at once as fit in a digit.  The exponents fall. */
static void multiply_primes(struct number *number, const uint8_t *exponents,
                            unsigned bit)
{
	digit by = 1;
	for (int i = 0; i < PRIMES && exponents[i] >= bit; i++) {
		if (!(exponents[i] & bit))
			continue;
		const two_digits more = (two_digits)by * odd_primes[i];
		if (more >> BITS)
			multiply(number, by);
		by = more >> BITS ? odd_primes[i] : (digit)more;
	}
	multiply(number, by);
}

bool factorial_of_500(void)
{
	uint8_t exponents[PRIMES];
	for (int i = 0; i < PRIMES; i++)
		exponents[i] = exponent(odd_primes[i]);
	struct number product = {.digits = {1}, .count = 1};
	for (unsigned bit = 128; bit; bit >>= 1) {
		square(&product);
		multiply_primes(&product, exponents, bit);
	}
	shift(&product, TWOS);
	return product.count == DIGITS &&
	       product.digits[TWOS / BITS] >> TWOS % BITS & 1;
}
