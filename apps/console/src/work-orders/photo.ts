/** Pixels of the longer side: what is written on a drawing can be read, and it is sent in a moment. */
const LONGEST = 2_560;
const QUALITY = 0.85;

/** A photo as a camera makes it, small enough for a workshop's connection; what is no image stays as it is. */
export async function shrinkPhoto(file: File): Promise<File> {
  const image = await createImageBitmap(file).catch(() => null);
  if (!image) return file;
  try {
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    return blob ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: blob.type }) : file;
  } finally {
    image.close();
  }
}
