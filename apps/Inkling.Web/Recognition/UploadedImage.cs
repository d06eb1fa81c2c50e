using Inkling.Digits.Imaging;
using Microsoft.AspNetCore.Http;

namespace Inkling.Web.Recognition;

/// <summary>An image that a request brings.</summary>
internal sealed record UploadedImage(byte[] Content, string Name)
{
    /// <summary>Why it did not even come to be bytes, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>Decodes it.</summary>
    /// <exception cref="BadHttpRequestException">It is no image, too large, damaged or cut short.</exception>
    public GrayImage Decode(bool inColor)
    {
        if (Problem is not null)
            throw new BadHttpRequestException(Problem);
        try
        {
            return ImageFile.Load(Content, Name, inColor);
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException(e.Message, StatusCodes.Status422UnprocessableEntity);
        }
    }
}
