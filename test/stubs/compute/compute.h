//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Stands for libraries that compute: zlib, Zstandard, LZ4, Brotli, OpenSSL,
/// libsodium, TurboJPEG and stb_image. A few functions of each, as they are
/// declared in the header that the line above them names.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_COMPUTE_COMPUTE_H
#define ASYNC_TIDY_TEST_STUBS_COMPUTE_COMPUTE_H

#include <cstddef>
#include <cstdint>

extern "C" {

//===-- zlib.h ------------------------------------------------------------===//

typedef unsigned char Bytef;
typedef unsigned long uLong;
typedef uLong uLongf;
typedef struct z_stream_s {
  const Bytef *next_in;
  unsigned avail_in;
  Bytef *next_out;
  unsigned avail_out;
} z_stream;
typedef z_stream *z_streamp;
#define Z_NO_FLUSH 0
#define Z_FINISH 4

int compress(Bytef *dest, uLongf *destLen, const Bytef *source,
             uLong sourceLen);
int compress2(Bytef *dest, uLongf *destLen, const Bytef *source,
              uLong sourceLen, int level);
int uncompress(Bytef *dest, uLongf *destLen, const Bytef *source,
               uLong sourceLen);
uLong compressBound(uLong sourceLen);
int deflateInit_(z_streamp strm, int level, const char *version,
                 int stream_size);
int deflate(z_streamp strm, int flush);
int deflateEnd(z_streamp strm);

//===-- zstd.h ------------------------------------------------------------===//

size_t ZSTD_compress(void *dst, size_t dstCapacity, const void *src,
                     size_t srcSize, int compressionLevel);
size_t ZSTD_decompress(void *dst, size_t dstCapacity, const void *src,
                       size_t compressedSize);

//===-- lz4.h, lz4hc.h ----------------------------------------------------===//

int LZ4_compress_default(const char *src, char *dst, int srcSize,
                         int dstCapacity);
int LZ4_compress_HC(const char *src, char *dst, int srcSize, int dstCapacity,
                    int compressionLevel);

//===-- openssl/evp.h, openssl/rsa.h --------------------------------------===//

typedef struct evp_md_st EVP_MD;
typedef struct evp_pkey_st EVP_PKEY;
typedef struct evp_pkey_ctx_st EVP_PKEY_CTX;
typedef struct ossl_lib_ctx_st OSSL_LIB_CTX;

const EVP_MD *EVP_sha256(void);
int PKCS5_PBKDF2_HMAC(const char *pass, int passlen, const unsigned char *salt,
                      int saltlen, int iter, const EVP_MD *digest, int keylen,
                      unsigned char *out);
int EVP_PKEY_keygen(EVP_PKEY_CTX *ctx, EVP_PKEY **ppkey);
EVP_PKEY *EVP_PKEY_Q_keygen(OSSL_LIB_CTX *libctx, const char *propq,
                            const char *type, ...);

//===-- sodium/crypto_pwhash.h --------------------------------------------===//

int crypto_pwhash_str(char out[128], const char *const passwd,
                      unsigned long long passwdlen,
                      unsigned long long opslimit, size_t memlimit);

//===-- turbojpeg.h -------------------------------------------------------===//

typedef void *tjhandle;
int tjDecompress2(tjhandle handle, const unsigned char *jpegBuf,
                  unsigned long jpegSize, unsigned char *dstBuf, int width,
                  int pitch, int height, int pixelFormat, int flags);

//===-- stb_image.h -------------------------------------------------------===//

unsigned char *stbi_load_from_memory(unsigned char const *buffer, int len,
                                     int *x, int *y, int *channels_in_file,
                                     int desired_channels);

} // extern "C"

#endif // ASYNC_TIDY_TEST_STUBS_COMPUTE_COMPUTE_H
