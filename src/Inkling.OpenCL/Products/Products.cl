// Products of matrices, and convolutions as products of matrices whose second factor is gathered from images while it is read.
//
// A work-group computes a tile of BM × BN results, each work-item TM × TN of them. BM, BN, TM and TN are given to the compiler: the same kernels are
// built for large and for small results. Both factors pass through local memory, BK terms of the sum at a time; what comes next is fetched into
// registers while the terms at hand are multiplied.

#define BK 16
#define THREADS ((BM / TM) * (BN / TN))

// Rows of the tiles in local memory are a little longer than needed, so that neighbours along the depth lie in different banks.
#define LDA (BM + 4)
#define LDB (BN + 4)

#define A_EACH (BM * BK / THREADS)
#define B_EACH (BN * BK / THREADS)

// The results of a work-item are 4 × 4 blocks, spread over the tile: so its reads are of 16 bytes, and those of neighbours touch.
#define ROW(i) ((i) / 4 * (BM * 4 / TM) + down * 4 + (i) % 4)
#define COLUMN(j) ((j) / 4 * (BN * 4 / TN) + across * 4 + (j) % 4)

#define TILE_KERNEL __kernel __attribute__((reqd_work_group_size(THREADS, 1, 1)))

static inline void multiply(__local const float *a, __local const float *b, const int down, const int across, float sum[TM][TN])
{
#pragma unroll
    for (int k = 0; k < BK; k++) {
        float x[TM], y[TN];
#pragma unroll
        for (int i = 0; i < TM; i += 4) {
            const float4 v = *(__local const float4 *)(a + k * LDA + ROW(i));
            x[i] = v.x; x[i + 1] = v.y; x[i + 2] = v.z; x[i + 3] = v.w;
        }
#pragma unroll
        for (int j = 0; j < TN; j += 4) {
            const float4 v = *(__local const float4 *)(b + k * LDB + COLUMN(j));
            y[j] = v.x; y[j + 1] = v.y; y[j + 2] = v.z; y[j + 3] = v.w;
        }
#pragma unroll
        for (int i = 0; i < TM; i++)
#pragma unroll
            for (int j = 0; j < TN; j++)
                sum[i][j] = fma(x[i], y[j], sum[i][j]);
    }
}

static inline void clear(float sum[TM][TN])
{
#pragma unroll
    for (int i = 0; i < TM; i++)
#pragma unroll
        for (int j = 0; j < TN; j++)
            sum[i][j] = 0.0f;
}

// C = A·B, [rows, columns], summed over depth; with the bias of the column (biasAt 0 or more), and added to C, where asked for. The third index of a group is a part of the sum over
// depth, which is written at a place of its own.
TILE_KERNEL void product(
    const int rows, const int columns, const int depth,
    __global const float *a, const int aRow, const int aDepth,
    __global const float *b, const int bAt, const int bDepth, const int bColumn,
    __global const float *parameters, const int biasAt,
    __global float *c, const int cAt, const int accumulate, const int depthPerPart)
{
    __local float tileA[BK * LDA] __attribute__((aligned(16)));
    __local float tileB[BK * LDB] __attribute__((aligned(16)));
    const int lid = get_local_id(0), down = lid / (BN / TN), across = lid % (BN / TN);
    const int row0 = get_group_id(1) * BM, column0 = get_group_id(0) * BN, part = get_group_id(2);
    const int from = part * depthPerPart, to = min(depth, from + depthPerPart);
    b += bAt;
    float sum[TM][TN], nextA[A_EACH], nextB[B_EACH];
    clear(sum);

#define FETCH(k0)                                                                                                            \
    for (int e = 0; e < A_EACH; e++) {                                                                                       \
        const int at = lid + e * THREADS, k = aDepth == 1 ? at % BK : at / BM, m = aDepth == 1 ? at / BK : at % BM;           \
        nextA[e] = (k0) + k < to && row0 + m < rows ? a[(row0 + m) * aRow + ((k0) + k) * aDepth] : 0.0f;                      \
    }                                                                                                                        \
    for (int e = 0; e < B_EACH; e++) {                                                                                       \
        const int at = lid + e * THREADS, k = bDepth == 1 ? at % BK : at / BN, n = bDepth == 1 ? at / BK : at % BN;           \
        nextB[e] = (k0) + k < to && column0 + n < columns ? b[(column0 + n) * bColumn + ((k0) + k) * bDepth] : 0.0f;          \
    }

    FETCH(from)
    for (int k0 = from; k0 < to; k0 += BK) {
        for (int e = 0; e < A_EACH; e++) {
            const int at = lid + e * THREADS, k = aDepth == 1 ? at % BK : at / BM, m = aDepth == 1 ? at / BK : at % BM;
            tileA[k * LDA + m] = nextA[e];
        }
        for (int e = 0; e < B_EACH; e++) {
            const int at = lid + e * THREADS, k = bDepth == 1 ? at % BK : at / BN, n = bDepth == 1 ? at / BK : at % BN;
            tileB[k * LDB + n] = nextB[e];
        }
        barrier(CLK_LOCAL_MEM_FENCE);
        FETCH(k0 + BK)
        multiply(tileA, tileB, down, across, sum);
        barrier(CLK_LOCAL_MEM_FENCE);
    }
#undef FETCH

    c += cAt + (size_t)part * rows * columns;
    for (int i = 0; i < TM; i++) {
        for (int j = 0; j < TN; j++) {
            const int m = row0 + ROW(i), n = column0 + COLUMN(j);
            if (m < rows && n < columns) {
                const float value = sum[i][j] + (biasAt >= 0 ? parameters[biasAt + n] : 0.0f);
                const size_t at = (size_t)m * columns + n;
                c[at] = accumulate ? c[at] + value : value;
            }
        }
    }
}

// A place in an image plane that a cell of a filter meets, for a result at (y, x): row y·up + shift + cell.z, column alike, of which only multiples of apart
// are pixels. Forward: up is the stride, apart 1. Backward, where the image is the gradient of the result: up 1, apart the stride.
static inline float pixel(
    __global const float *image, const int4 cell, const int top, const int left, const int height, const int width, const int apart)
{
    int y = top + cell.z, x = left + cell.w;
    if (apart > 1) {
        if (y < 0 || x < 0 || y % apart != 0 || x % apart != 0)
            return 0.0f;
        y /= apart;
        x /= apart;
    }
    return (uint)y < (uint)height && (uint)x < (uint)width ? image[cell.y + y * width + x] : 0.0f;
}

#define B_COLUMNS (BN > THREADS ? BN / THREADS : 1)
#define B_STEP (THREADS > BN ? THREADS / BN : 1)

// result[n, m, p] = bias[m] + Σ_k weight[m, k] · image(n, p, k): a convolution, or, with the weights transposed by their offsets, the gradient of its input.
// cells[k]: offset of the weight, offset of the plane, row and column. The third index of a group is the group of the convolution.
TILE_KERNEL void convolve(
    const int rows, const int columns, const int depth,
    __global const float *parameters, const int weightsAt, const int weightRow, const int biasAt, __global const int4 *cells,
    __global const float *image, const int height, const int width, const int imageSize,
    const int resultWidth, const int pixels, const int up, const int shift, const int apart,
    __global float *result, const int resultSize, const int accumulate,
    const int weightsOfGroup, const int imageOfGroup)
{
    __local float tileA[BK * LDA] __attribute__((aligned(16)));
    __local float tileB[BK * LDB] __attribute__((aligned(16)));
    const int lid = get_local_id(0), down = lid / (BN / TN), across = lid % (BN / TN);
    const int row0 = get_group_id(1) * BM, column0 = get_group_id(0) * BN, group = get_group_id(2);
    __global const float *weights = parameters + weightsAt + group * weightsOfGroup, *bias = parameters + biasAt + group * rows;
    image += group * imageOfGroup;
    result += group * rows * pixels;

    // The columns that this work-item fetches are the same all along the depth.
    __global const float *from[B_COLUMNS];
    int top[B_COLUMNS], left[B_COLUMNS];
    for (int c = 0; c < B_COLUMNS; c++) {
        const int n = column0 + (lid + c * THREADS) % BN, sample = n / pixels, p = n - sample * pixels, y = p / resultWidth;
        from[c] = image + (size_t)sample * imageSize;
        top[c] = n < columns ? y * up + shift : -(1 << 24);
        left[c] = (p - y * resultWidth) * up + shift;
    }
    float sum[TM][TN], nextA[A_EACH], nextB[B_EACH];
    clear(sum);

#define FETCH(k0)                                                                                                            \
    for (int e = 0; e < A_EACH; e++) {                                                                                       \
        const int at = lid + e * THREADS, k = (k0) + at % BK, m = row0 + at / BK;                                             \
        nextA[e] = k < depth && m < rows ? weights[m * weightRow + cells[k].x] : 0.0f;                                        \
    }                                                                                                                        \
    for (int e = 0; e < B_EACH; e++) {                                                                                       \
        const int c = e % B_COLUMNS, k = (k0) + e / B_COLUMNS * B_STEP + lid / BN;                                            \
        nextB[e] = k < depth ? pixel(from[c], cells[k], top[c], left[c], height, width, apart) : 0.0f;                        \
    }

    FETCH(0)
    for (int k0 = 0; k0 < depth; k0 += BK) {
        for (int e = 0; e < A_EACH; e++) {
            const int at = lid + e * THREADS;
            tileA[at % BK * LDA + at / BK] = nextA[e];
        }
        for (int e = 0; e < B_EACH; e++)
            tileB[(e / B_COLUMNS * B_STEP + lid / BN) * LDB + (lid + e % B_COLUMNS * THREADS) % BN] = nextB[e];
        barrier(CLK_LOCAL_MEM_FENCE);
        FETCH(k0 + BK)
        multiply(tileA, tileB, down, across, sum);
        barrier(CLK_LOCAL_MEM_FENCE);
    }
#undef FETCH

    for (int j = 0; j < TN; j++) {
        const int n = column0 + COLUMN(j), sample = n / pixels;
        __global float *to = result + (size_t)sample * resultSize + (n - sample * pixels);
        for (int i = 0; i < TM; i++) {
            const int m = row0 + ROW(i);
            if (m < rows && n < columns) {
                const float value = sum[i][j] + (biasAt >= 0 ? bias[m] : 0.0f);
                to[m * pixels] = accumulate ? to[m * pixels] + value : value;
            }
        }
    }
}

// The gradient of the weights: part[m, q] = Σ over samples and pixels of gradient[n, m, p] · image(n, p, q). The sum is cut into parts, each written at a place
// of its own. The third index of a group is part + parts · group of the convolution.
TILE_KERNEL void correlate(
    const int rows, const int columns, const int depth,
    __global const float *gradient, const int gradientSize, __global const int4 *cells,
    __global const float *image, const int height, const int width, const int imageSize,
    const int resultWidth, const int pixels, const int up, const int shift,
    __global float *sums, const int depthPerPart, const int parts, const int groups,
    const int imageOfGroup)
{
    __local float tileA[BK * LDA] __attribute__((aligned(16)));
    __local float tileB[BK * LDB] __attribute__((aligned(16)));
    const int lid = get_local_id(0), down = lid / (BN / TN), across = lid % (BN / TN);
    const int row0 = get_group_id(1) * BM, column0 = get_group_id(0) * BN, part = get_group_id(2) % parts, group = get_group_id(2) / parts;
    const int start = part * depthPerPart, end = min(depth, start + depthPerPart);
    gradient += group * rows * pixels;
    image += group * imageOfGroup;
    sums += ((size_t)part * groups + group) * rows * columns;
    float sum[TM][TN], nextA[A_EACH], nextB[B_EACH];
    clear(sum);

    // All that this work-item fetches at a time is of one pixel.
#define FETCH(k0)                                                                                                            \
    {                                                                                                                        \
        const int k = (k0) + lid % BK, sample = k / pixels, p = k - sample * pixels, y = p / resultWidth;                     \
        const int top = k < end ? y * up + shift : -(1 << 24), left = (p - y * resultWidth) * up + shift;                     \
        __global const float *slopes = gradient + (size_t)sample * gradientSize + p, *from = image + (size_t)sample * imageSize; \
        for (int e = 0; e < A_EACH; e++) {                                                                                   \
            const int m = row0 + lid / BK + e * (THREADS / BK);                                                               \
            nextA[e] = k < end && m < rows ? slopes[m * pixels] : 0.0f;                                                       \
        }                                                                                                                    \
        for (int e = 0; e < B_EACH; e++) {                                                                                   \
            const int q = column0 + lid / BK + e * (THREADS / BK);                                                            \
            nextB[e] = q < columns ? pixel(from, cells[q], top, left, height, width, 1) : 0.0f;                               \
        }                                                                                                                    \
    }

    FETCH(start)
    for (int k0 = start; k0 < end; k0 += BK) {
        for (int e = 0; e < A_EACH; e++)
            tileA[lid % BK * LDA + lid / BK + e * (THREADS / BK)] = nextA[e];
        for (int e = 0; e < B_EACH; e++)
            tileB[lid % BK * LDB + lid / BK + e * (THREADS / BK)] = nextB[e];
        barrier(CLK_LOCAL_MEM_FENCE);
        FETCH(k0 + BK)
        multiply(tileA, tileB, down, across, sum);
        barrier(CLK_LOCAL_MEM_FENCE);
    }
#undef FETCH

    for (int i = 0; i < TM; i++) {
        for (int j = 0; j < TN; j++) {
            const int m = row0 + ROW(i), q = column0 + COLUMN(j);
            if (m < rows && q < columns)
                sums[m * columns + q] = sum[i][j];
        }
    }
}
