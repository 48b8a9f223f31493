import type { ProblemKind } from './problem-kind.ts';

/** Refusals that any route may give. */
export const platformProblems = {
  invalid_request: {
    status: 400,
    title: { en: 'The request is not valid', id: 'Permintaan tidak valid' },
    detail: {
      en: 'Correct the fields listed under "errors" and send the request again. Nothing was changed.',
      id: 'Perbaiki isian pada "errors" lalu kirim ulang. Tidak ada yang berubah.',
    },
  },
  page_not_counted: {
    status: 400,
    title: { en: 'That page lies behind what is counted', id: 'Halaman melewati yang dihitung' },
    detail: {
      en: 'Pages reach to row {counted}. Where the answer has a "next", send it as "after" to go on from there.',
      id: 'Halaman sampai baris ke-{counted}. Bila jawaban memuat "next", kirim sebagai "after" untuk melanjutkan.',
    },
  },
  malformed_json: {
    status: 400,
    title: { en: 'The body is not JSON', id: 'Isi permintaan bukan JSON' },
    detail: {
      en: 'The body could not be read as a JSON object. Check quotes, commas and braces.',
      id: 'Isi permintaan tidak dapat dibaca sebagai objek JSON. Periksa tanda kutip, koma, dan kurung.',
    },
  },
  unauthenticated: {
    status: 401,
    title: { en: 'Log in first', id: 'Silakan masuk terlebih dahulu' },
    detail: {
      en: 'Send a valid access token in the header "Authorization: Bearer <token>".',
      id: 'Sertakan token akses yang berlaku pada header "Authorization: Bearer <token>".',
    },
  },
  invalid_credentials: {
    status: 401,
    title: { en: 'Wrong login or password', id: 'Identitas atau kata sandi salah' },
  },
  forbidden: {
    status: 403,
    title: { en: 'You may not do this', id: 'Anda tidak berhak melakukan ini' },
    detail: {
      en: 'Your role does not allow this action.',
      id: 'Peran Anda tidak mengizinkan tindakan ini.',
    },
  },
  session_required: {
    status: 403,
    title: { en: 'This takes a login', id: 'Harus dengan login' },
    detail: {
      en: 'An API token is not enough for what concerns the account itself. Log in and try again.',
      id: 'Token API tidak cukup untuk hal yang menyangkut akun itu sendiri. Silakan masuk, lalu coba lagi.',
    },
  },
  address_blocked: {
    status: 403,
    title: { en: 'Nothing is taken from this address', id: 'Alamat ini diblokir' },
    detail: {
      en: 'The network address that you come from is blocked, for a while or until an administrator lifts it.',
      id: 'Alamat jaringan Anda diblokir, untuk sementara atau sampai administrator membukanya.',
    },
  },
  cross_site_request: {
    status: 403,
    title: { en: 'Request from another site refused', id: 'Permintaan dari situs lain ditolak' },
    detail: {
      en: 'This endpoint uses a cookie and takes requests only from the origins in CORS_ORIGIN.',
      id: 'Endpoint ini memakai cookie dan hanya menerima permintaan dari asal pada CORS_ORIGIN.',
    },
  },
  password_change_required: {
    status: 403,
    title: { en: 'Change your password first', id: 'Ganti kata sandi Anda terlebih dahulu' },
    detail: {
      en: 'Your password is temporary. Choose a new one with POST /api/auth/password/change.',
      id: 'Kata sandi Anda bersifat sementara. Ganti melalui POST /api/auth/password/change.',
    },
  },
  not_found: {
    status: 404,
    title: { en: 'Not found', id: 'Tidak ditemukan' },
    detail: {
      en: 'There is nothing here that you may see.',
      id: 'Tidak ada apa pun di sini yang boleh Anda lihat.',
    },
  },
  method_not_allowed: {
    status: 405,
    title: { en: 'Method not allowed', id: 'Metode tidak diizinkan' },
    detail: { en: 'This path answers to: {allowed}.', id: 'Alamat ini hanya melayani: {allowed}.' },
  },
  not_acceptable: {
    status: 406,
    title: { en: 'Not in that form', id: 'Bentuk itu tidak tersedia' },
    detail: {
      en: 'The answer can be {available}. Name one of these in Accept, or send none.',
      id: 'Jawaban tersedia sebagai {available}. Sebut salah satunya pada Accept, atau kosongkan.',
    },
  },
  order_status_conflict: {
    status: 409,
    title: { en: 'The order is at another stage', id: 'Pesanan berada pada tahap lain' },
    detail: {
      en: 'Its status is {currentStatus}, which does not allow this. Nothing was changed.',
      id: 'Statusnya {currentStatus}, sehingga tindakan ini tidak dapat dilakukan. Tidak ada yang berubah.',
    },
  },
  name_taken: {
    status: 409,
    title: { en: 'The name is taken', id: 'Nama sudah dipakai' },
    detail: {
      en: 'Another entry is called "{value}", or one that looks the same. Choose another value for {field}.',
      id: 'Sudah ada entri "{value}" atau yang tampak sama. Pilih nilai lain untuk {field}.',
    },
  },
  conflict: {
    status: 409,
    title: { en: 'Conflict with the current state', id: 'Bertentangan dengan keadaan sekarang' },
  },
  idempotency_key_in_use: {
    status: 409,
    title: { en: 'The first request is still running', id: 'Permintaan pertama masih diproses' },
    detail: {
      en: 'A request with this Idempotency-Key is being processed. Repeat in a moment to get its answer.',
      id: 'Permintaan dengan Idempotency-Key ini sedang diproses. Ulangi sebentar lagi.',
    },
  },
  idempotency_key_reused: {
    status: 422,
    title: { en: 'Idempotency-Key used for another request', id: 'Idempotency-Key sudah dipakai' },
    detail: {
      en: 'This key was used with another body. Use a new key for a new request.',
      id: 'Kunci ini sudah dipakai dengan isi berbeda. Gunakan kunci baru untuk permintaan baru.',
    },
  },
  stale_version: {
    status: 412,
    title: { en: 'Somebody changed it meanwhile', id: 'Data sudah diubah pihak lain' },
    detail: {
      en: 'The current version is {currentVersion}. Read it again and decide anew.',
      id: 'Versi sekarang adalah {currentVersion}. Baca ulang lalu putuskan kembali.',
    },
  },
  precondition_failed: {
    status: 412,
    title: { en: 'A condition of the request does not hold', id: 'Syarat pada permintaan tidak terpenuhi' },
    detail: {
      en: 'What is here does not meet If-Match, If-None-Match or If-Unmodified-Since. Read it again and decide anew.',
      id: 'Yang ada di sini tidak memenuhi If-Match, If-None-Match, atau If-Unmodified-Since. Baca ulang lalu putuskan.',
    },
  },
  payload_too_large: {
    status: 413,
    title: { en: 'The body is too large', id: 'Isi permintaan terlalu besar' },
    detail: { en: 'At most {limit} bytes are taken here.', id: 'Paling banyak {limit} byte diterima.' },
  },
  no_body_taken: {
    status: 413,
    title: { en: 'No body is taken here', id: 'Tidak menerima isi permintaan' },
    detail: { en: 'Send this request without a body.', id: 'Kirim permintaan ini tanpa isi.' },
  },
  body_too_complex: {
    status: 400,
    title: { en: 'The body is too complex', id: 'Isi permintaan terlalu rumit' },
    detail: {
      en: 'Arrays and objects may lie {maxDepth} deep in each other and have {maxMembers} members together.',
      id: 'Larik dan objek paling dalam {maxDepth} tingkat dan paling banyak {maxMembers} anggota seluruhnya.',
    },
  },
  uri_too_long: {
    status: 414,
    title: { en: 'The address is too long', id: 'Alamat terlalu panjang' },
    detail: { en: 'At most {limit} characters are taken.', id: 'Paling banyak {limit} karakter diterima.' },
  },
  request_timeout: {
    status: 408,
    title: { en: 'The body did not arrive in time', id: 'Isi permintaan tidak sampai pada waktunya' },
    detail: {
      en: 'No byte came for a while, or too few of them. Nothing was changed; send the request again.',
      id: 'Tidak ada atau terlalu sedikit data yang diterima. Tidak ada yang berubah; kirim ulang permintaan ini.',
    },
  },
  unsupported_media_type: {
    status: 415,
    title: { en: 'Send JSON', id: 'Kirim JSON' },
    detail: {
      en: 'The body must be sent with Content-Type: application/json in UTF-8.',
      id: 'Isi permintaan harus dikirim dengan Content-Type: application/json dalam UTF-8.',
    },
  },
  range_not_satisfiable: {
    status: 416,
    title: { en: 'That range is outside the file', id: 'Rentang di luar berkas' },
  },
  too_many_requests: {
    status: 429,
    title: { en: 'Too many requests', id: 'Terlalu banyak permintaan' },
    detail: {
      en: 'Wait until the time in the header Retry-After and try again.',
      id: 'Tunggu sampai waktu pada header Retry-After lalu coba lagi.',
    },
  },
  internal_error: {
    status: 500,
    title: { en: 'Something went wrong on our side', id: 'Terjadi kesalahan di sisi kami' },
    detail: {
      en: 'It was logged under the correlation id. Nothing was changed.',
      id: 'Kesalahan sudah dicatat dengan correlation id ini. Tidak ada yang berubah.',
    },
  },
  database_unavailable: {
    status: 503,
    title: { en: 'The database is away for a moment', id: 'Basis data sedang tidak tersedia' },
    detail: {
      en: 'Nothing was changed. Wait as many seconds as the header Retry-After says and send the request again.',
      id: 'Tidak ada yang berubah. Tunggu sekian detik sesuai header Retry-After lalu kirim ulang.',
    },
  },
  realtime_unavailable: {
    status: 503,
    title: { en: 'Live updates are away for a moment', id: 'Pembaruan langsung sedang tidak tersedia' },
    detail: {
      en: 'Connect again after as many seconds as the header Retry-After says. What you missed is sent then.',
      id: 'Sambungkan lagi setelah sekian detik sesuai header Retry-After. Yang terlewat akan dikirim.',
    },
  },
  overloaded: {
    status: 503,
    title: { en: 'Too much is going on', id: 'Sistem sedang terlalu sibuk' },
    detail: {
      en: 'Nothing was changed. Wait as many seconds as the header Retry-After says and send the request again.',
      id: 'Tidak ada yang berubah. Tunggu sekian detik sesuai header Retry-After lalu kirim ulang.',
    },
  },
  disk_full: {
    status: 507,
    title: { en: 'There is no room for it', id: 'Tidak ada ruang penyimpanan' },
    detail: {
      en: 'The disk of the server is full. The file is not to blame, and nothing was changed; send it again later.',
      id: 'Penyimpanan server penuh. Berkas Anda tidak bermasalah dan tidak ada yang berubah; kirim lagi nanti.',
    },
  },
  report_too_slow: {
    status: 422,
    title: { en: 'Reading the report takes too long', id: 'Pembacaan laporan terlalu lama' },
    detail: {
      en:
        'The database stopped it at its limit of time. Take fewer days or narrower filters; where you asked for ' +
        'JSON, CSV or POST /api/report-jobs has more time.',
      id:
        'Basis data menghentikannya pada batas waktu. Persempit tanggal atau filter; bila Anda meminta JSON, ' +
        'CSV atau POST /api/report-jobs memiliki waktu lebih lama.',
    },
  },
  too_many_downloads: {
    status: 503,
    title: { en: 'As many downloads are running as can', id: 'Jumlah unduhan sudah mencapai batas' },
    detail: {
      en:
        'Wait as many seconds as the header Retry-After says, or ask for the file with POST /api/report-jobs and ' +
        'fetch it when it is made.',
      id:
        'Tunggu sekian detik sesuai header Retry-After, atau minta berkasnya melalui POST /api/report-jobs lalu ' +
        'unduh setelah selesai.',
    },
  },
  outcome_unknown: {
    status: 503,
    title: { en: 'It may have been done', id: 'Mungkin sudah dilakukan' },
    detail: {
      en:
        'The connection to the database was lost at the very end: all of it was done, or nothing. Send the same ' +
        'request again with the header Idempotency-Key of this answer, and you are told what became of it; it is ' +
        'not done twice. Where the answer has no such header, read the current state first.',
      id:
        'Koneksi ke basis data terputus di saat terakhir: semuanya sudah dilakukan, atau tidak sama sekali. Kirim ' +
        'permintaan yang sama dengan header Idempotency-Key dari jawaban ini untuk mengetahui hasilnya; tidak akan ' +
        'dilakukan dua kali. Bila jawaban ini tidak memuat header itu, periksa dahulu keadaan sekarang.',
    },
  },
  unavailable: {
    status: 503,
    title: { en: 'Temporarily unavailable', id: 'Sementara tidak tersedia' },
    detail: { en: 'Try again in a moment.', id: 'Coba lagi sebentar lagi.' },
  },
} as const satisfies Record<string, ProblemKind>;
