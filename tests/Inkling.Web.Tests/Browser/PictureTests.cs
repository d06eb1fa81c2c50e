using Inkling.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inkling.Web.Tests.Browser;

/// <summary>Pictures that are brought to the page.</summary>
public class PictureTests(Chromium chromium) : BrowserTests(chromium)
{
    private const string TransferOf = """
        const transferOf = (base64, name, type) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type }));
          return transfer;
        };
        """;

    [Fact]
    public Task A_chosen_file_is_shown_and_read() => VisitAsync(async page =>
    {
        await page.SetInputFilesAsync("#picture", new FilePayload { Name = "five.png", MimeType = "image/png", Buffer = Hand.Picture("5") });

        await Expect(page.Locator("#number")).ToHaveTextAsync("5");
        await Expect(page.Locator("#drawing")).ToHaveAttributeAsync("aria-label", "Drawing field: the picture five.png, read as 5");
        await Expect(page.Locator("#boxes rect")).ToHaveCountAsync(1);
        Assert.True(await page.Locator("#drawing").EvaluateAsync<bool>("canvas => canvas.getContext('2d').getImageData(2, 2, 1, 1).data[3] === 255"));

        await Hand.DrawAsync(page, "1");
        await Expect(page.Locator("#number")).ToHaveTextAsync("1");
        await page.ClickAsync("#undo");
        await Expect(page.Locator("#number")).ToHaveTextAsync("5");
    });

    [Fact]
    public Task A_pasted_picture_is_read() => VisitAsync(async page =>
    {
        await page.EvaluateAsync(
            $$"""base64 => { {{TransferOf}} document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: transferOf(base64, 'image.png', 'image/png') })); }""",
            Convert.ToBase64String(Hand.Picture("42")));

        await Expect(page.Locator("#number")).ToHaveTextAsync("42");
    });

    [Fact]
    public Task A_dropped_picture_is_read() => VisitAsync(async page =>
    {
        await page.EvaluateAsync(
            $$"""
            base64 => {
              {{TransferOf}}
              for (const kind of ['dragover', 'drop'])
                document.querySelector('#sheet').dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transferOf(base64, 'three.png', 'image/png') }));
            }
            """,
            Convert.ToBase64String(Hand.Picture("3")));

        await Expect(page.Locator("#number")).ToHaveTextAsync("3");
        await Expect(page.Locator("#sheet.dropping")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task What_is_no_picture_is_answered_with_the_servers_sentence() => VisitAsync(
        async page =>
        {
            await page.SetInputFilesAsync("#picture", new FilePayload { Name = "notes.png", MimeType = "image/png", Buffer = "no picture"u8.ToArray() });

            await Expect(page.Locator("#answer-problem")).ToContainTextAsync("image");
            await Expect(page.Locator("#number")).ToHaveTextAsync("?");

            await page.ClickAsync("#undo");
            await Expect(page.Locator("#answer-problem")).ToBeHiddenAsync();
        },
        isTroubled: true);

    [Fact]
    public Task A_picture_that_is_too_large_is_not_sent() => VisitAsync(async page =>
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("large.jpg");
        using (var stream = File.Create(file))
            stream.SetLength(9 * 1024 * 1024);

        await page.SetInputFilesAsync("#picture", file);

        await Expect(page.Locator("#answer-problem")).ToHaveTextAsync("large.jpg: expected at most 8 MB, found 9.0 MB.");
    });
}
