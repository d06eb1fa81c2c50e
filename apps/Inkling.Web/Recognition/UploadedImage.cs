using Inkling.Digits.Imaging;
using Microsoft.AspNetCore.Http;

namespace Inkling.Web.Recognition;

/// <summary>An image that a request brings.</summary>
internal sealed record UploadedImage(byte[] Content, string Name)
{
    /// <summary>Decodes it.</summary>
    /// <exception cref="BadHttpRequestException">It is no image, too large, damaged or cut short.</exception>
    public GrayImage Decode()
    {
        try
        {
            return ImageFile.Load(Content, Name);
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException(e.Message, StatusCodes.Status422UnprocessableEntity);
        }
    }
}
